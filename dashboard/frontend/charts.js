// The chart library of every page: only the four kinds of trace that the dashboard draws.

import Plotly from 'plotly.js/lib/core';
import bar from 'plotly.js/lib/bar';
import choropleth from 'plotly.js/lib/choropleth';
import scattergeo from 'plotly.js/lib/scattergeo';
import ru from 'plotly.js/lib/locales/ru';
import ky from './locale-ky.js';

Plotly.register([bar, choropleth, scattergeo, ru, ky]);

Plotly.setPlotConfig({
    displayModeBar: false,
    displaylogo: false,
    locale: document.documentElement.lang || 'ky',
    plotlyServerURL: '/blocked',
    responsive: true,
    showSendToCloud: false,
    topojsonURL: '/blocked',
});

// A choropleth asks for a map of the world, even if it brings its own shapes.
// An empty world, already at hand, keeps it from asking.
const LAYERS = ['coastlines', 'countries', 'lakes', 'land', 'ocean', 'rivers', 'subunits'];
const SCOPES = ['world', 'asia', 'europe', 'africa', 'north-america', 'south-america', 'oceania', 'antarctica', 'usa'];
const nothing = { type: 'GeometryCollection', geometries: [] };
const emptyWorld = { type: 'Topology', arcs: [], objects: Object.fromEntries(LAYERS.map((name) => [name, nothing])) };
const worlds = SCOPES.flatMap((scope) => [`${scope}_110m`, `${scope}_50m`]);
window.PlotlyGeoAssets = { topojson: Object.fromEntries(worlds.map((name) => [name, emptyWorld])) };

window.Plotly = Plotly;
