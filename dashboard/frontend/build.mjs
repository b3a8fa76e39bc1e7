// Build what the pages load – charts, styles, licences – from the packages into the folder `out`.

import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import esbuild from 'esbuild';

const OUT = 'out';

// Parts of the chart library that no page of ours reaches.
const REPLACED = {
    // Looks up a country by its English name; our maps bring codes.
    'country-iso-search': 'module.exports = { COUNTRIES: [], createLookup: () => ({ lookupAlpha3() {} }) };',
    // Seventy rare map projections; Mercator and its like are in d3-geo.
    'd3-geo-projection': 'module.exports = {};',
    // Browsers have promises.
    'native-promise-only': '',
};

// Defaults that would lead out of the server, wherever a page forgot to say otherwise.
const FOREIGN = /https:\/\/(?:cdn\.plot\.ly\/un\/|cloud\.plotly\.com\/newchart)/g;

// Documentation inside the attributes; plotly's own release build takes it out as well.
const TEXT = String.raw`(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")`;
const GAP = String.raw`(?:\s|//[^\n]*\n)*`;
const LIST = String.raw`\[${GAP}(?:${TEXT}${GAP},?${GAP})*\]\s*\.join\(\s*${TEXT}\s*\)`;
const DESCRIPTION = new RegExp(
    String.raw`\bdescription:\s*(?:${LIST}|${TEXT}(?:\s*\+\s*${TEXT})*)\s*(?:,|(?=\}))`,
    'g'
);

const slimmer = {
    name: 'slimmer',
    setup(build) {
        const named = new RegExp(`^(${Object.keys(REPLACED).join('|')})$`);
        build.onResolve({ filter: named }, ({ path }) => ({ path, namespace: 'replaced' }));
        build.onLoad({ filter: /./, namespace: 'replaced' }, ({ path }) => ({ contents: REPLACED[path] }));

        build.onResolve({ filter: /^culori$/ }, () => ({ path: path.resolve('css-colours.js') }));

        // Styles of maps that we do not draw.
        build.onLoad({ filter: /\.css$/ }, () => ({ contents: '', loader: 'empty' }));

        build.onLoad({ filter: /plotly\.js\/src\/.*\.js$/ }, async (source) => ({
            contents: (await readFile(source.path, 'utf8')).replace(DESCRIPTION, '').replace(FOREIGN, '/blocked'),
        }));
    },
};

/* Bundle one library and return the folders of the packages in it. */
async function library(name) {
    const { metafile } = await esbuild.build({
        entryPoints: [`${name}.js`],
        outfile: `${OUT}/${name}.js`,
        bundle: true,
        minify: true,
        format: 'iife',
        target: 'es2020',
        charset: 'utf8',
        legalComments: 'none',
        define: { global: 'window' },
        metafile: true,
        plugins: [slimmer],
    });
    const inputs = Object.keys(metafile.inputs).map((file) => file.match(/^(node_modules\/(?:@[^/]+\/)?[^/]+)/)?.[1]);
    return [...new Set(inputs.filter(Boolean))];
}

async function bootstrap() {
    const css = await readFile('node_modules/bootstrap/dist/css/bootstrap.min.css', 'utf8');
    const rules = css.replace(/^@charset "UTF-8";/, '').replace(/\/\*# sourceMappingURL=.*\*\//, '');
    // In a layer, so that our own style sheets win whatever the order in which they are loaded.
    await writeFile(`${OUT}/bootstrap.css`, `@charset "UTF-8";@layer bootstrap{${rules.trim()}}\n`);
}

// The pictures of controls and markers that we do not use are left out.
async function mapStyles() {
    const css = await readFile('node_modules/leaflet/dist/leaflet.css', 'utf8');
    await writeFile(`${OUT}/map.css`, css.replace(/url\([^)]*\)/g, 'none'));
}

async function licenceOf(folder) {
    const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
    const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file));
    const texts = await Promise.all(files.sort().map((file) => readFile(`${folder}/${file}`, 'utf8')));
    return [`${name} ${version} (${license})`, ...texts].map((text) => text.trim()).join('\n\n');
}

async function licences(folders) {
    const texts = await Promise.all(folders.sort().map(licenceOf));
    await writeFile(`${OUT}/licenses.txt`, `${texts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`);
}

await mkdir(OUT, { recursive: true });
const packages = await Promise.all(['charts', 'map', 'list'].map(library));
await Promise.all([bootstrap(), mapStyles()]);
await licences([...new Set(packages.flat()), 'node_modules/bootstrap', 'node_modules/inter-ui']);
