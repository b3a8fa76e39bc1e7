// The colour spaces of CSS are all that charts need of the colour library.

import 'culori/css';

export { converter, formatHex, formatRgb, wcagContrast, wcagLuminance } from 'culori/fn';
