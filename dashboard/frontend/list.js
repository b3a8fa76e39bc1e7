// The list of schools: only the parts of the grid that it uses.

import {
    CellStyleModule,
    ClientSideRowModelModule,
    ColumnApiModule,
    ColumnAutoSizeModule,
    CsvExportModule,
    LocaleModule,
    ModuleRegistry,
    NumberFilterModule,
    RowApiModule,
    RowSelectionModule,
    TextFilterModule,
    createGrid,
    themeQuartz,
} from 'ag-grid-community';

ModuleRegistry.registerModules([
    CellStyleModule,
    ClientSideRowModelModule,
    ColumnApiModule,
    ColumnAutoSizeModule,
    CsvExportModule,
    LocaleModule,
    NumberFilterModule,
    RowApiModule,
    RowSelectionModule,
    TextFilterModule,
]);

window.agGrid = { createGrid, themeQuartz };
