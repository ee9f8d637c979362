import { parseClosures } from './closures.ts';
import { parseHolidayCn } from './holiday-cn.ts';
import { parseNotice } from './notice.ts';
import type { ReadingFrame, SourceReading } from './source.ts';

/** Forms in which days are loaded: the State Council's notice, a year file of holiday-cn, a court's own closures. */
export const sourceKinds = ['notice', 'holiday-cn', 'closure'] as const;

/** The form of a text. */
export type SourceKind = (typeof sourceKinds)[number];

const readers: Readonly<Record<SourceKind, (text: string, frame: ReadingFrame) => SourceReading>> = {
	notice: parseNotice,
	'holiday-cn': parseHolidayCn,
	closure: parseClosures,
};

/** Reads a text of a form; what is wrong comes back as problems, nothing is thrown. */
export function readSource(kind: SourceKind, text: string, frame: ReadingFrame): SourceReading {
	return readers[kind](text, frame);
}
