/** Sizes of type in half points, by their Chinese names (二号 22 pt, 三号 16 pt, 四号 14 pt, 小四 12 pt, 五号 10.5 pt, 小五 9 pt). */
export const sizes = { second: 44, third: 32, fourth: 28, smallFourth: 24, fifth: 21, smallFifth: 18 } as const;

/** The fonts that GB/T 9704 asks for; the font table of the document names what may stand in for each. */
export const fonts = { song: '方正小标宋简体', hei: '黑体', kai: '楷体_GB2312', fang: '仿宋_GB2312', plain: '宋体' } as const;

/** Twentieths of a point in a millimetre. */
export const mm = (length: number): number => Math.round((length * 1440) / 25.4);
