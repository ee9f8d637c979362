// The only place that loads ECharts, piece by piece: lines, a grid, and SVG, which stays sharp on a 4K wall.
import { LineChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([LineChart, GridComponent, SVGRenderer]);

export { init };
