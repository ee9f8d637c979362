import { typedIn } from '../../../src/lib/format/typed-numbers.ts';
import type { Paper } from './paper.ts';
import { slotsOf } from './paper-parts.ts';
import type { WrittenSlots } from './paper-slots.ts';

/** A number that somebody typed into a slot. */
export interface TypedNumber {
	readonly slot: string;
	readonly title: string;
	readonly text: string;
}

/** 「数字应引用，不得手填」: numbers that persons typed into the free parts. What stood so in the computed text is not typed. */
export function typedNumbers(paper: Paper, written: WrittenSlots): readonly TypedNumber[] {
	return slotsOf(paper).flatMap((slot) => {
		const mine = Object.hasOwn(written, slot.id) ? written[slot.id] : undefined;
		return mine ? typedIn(mine, slot.paragraphs).map((text) => ({ slot: slot.id, title: slot.title, text })) : [];
	});
}
