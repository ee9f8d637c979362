// The charts of papers, loaded only where a paper is shown; beside `echarts.ts`, which the walls load.
import { BarChart, LineChart, SankeyChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, LineChart, SankeyChart, GridComponent, LegendComponent, MarkLineComponent, SVGRenderer]);

export { init };
