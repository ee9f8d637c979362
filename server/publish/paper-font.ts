import { existsSync } from 'node:fs';

/** A font file with the name by which it is asked for. */
export interface FontFile {
	readonly file: string;
	readonly family: string;
}

/** Where systems keep a Chinese font, the open ones first. */
const places: readonly FontFile[] = [
	{ file: '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc', family: 'Noto Sans CJK SC' },
	{ file: '/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc', family: 'Noto Sans CJK SC' },
	{ file: '/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc', family: 'Noto Sans CJK SC' },
	{ file: '/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc', family: 'Noto Sans CJK SC' },
	{ file: '/usr/share/fonts/adobe-source-han-sans-cn/SourceHanSansCN-Regular.otf', family: 'Source Han Sans CN' },
	{ file: '/usr/share/fonts/wqy-zenhei/wqy-zenhei.ttc', family: 'WenQuanYi Zen Hei' },
	{ file: '/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc', family: 'WenQuanYi Zen Hei' },
	{ file: '/usr/share/fonts/truetype/wqy/wqy-microhei.ttc', family: 'WenQuanYi Micro Hei' },
	{ file: '/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf', family: 'Droid Sans Fallback' },
	{ file: 'C:\\Windows\\Fonts\\simhei.ttf', family: 'SimHei' },
	{ file: 'C:\\Windows\\Fonts\\msyh.ttc', family: 'Microsoft YaHei' },
	{ file: '/System/Library/Fonts/PingFang.ttc', family: 'PingFang SC' },
	{ file: '/System/Library/Fonts/STHeiti Light.ttc', family: 'Heiti SC' },
];

/** The Chinese font that pictures are drawn with: the file that `CHART_FONT` (`path#family`) names, else the first known one that is there. */
export function chineseFont(named: string | undefined = process.env['CHART_FONT']): FontFile | undefined {
	if (named) {
		const [file = '', family = ''] = named.split('#');
		return existsSync(file) ? { file, family } : undefined;
	}
	return places.find(({ file }) => existsSync(file));
}
