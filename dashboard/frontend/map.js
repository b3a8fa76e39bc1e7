// The map of schools: panning, zooming and thousands of points.

import L from 'leaflet';

window.L = L;
