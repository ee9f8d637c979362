import type { Directory } from '../directory/types.ts';
import { longDay } from '../report/wording.ts';
import type { CourtDate } from '../time/types.ts';
import { filledMeasures } from './measures.ts';

/** A filled-in value: of a measure, court and day, of a unit or person where it is told of them; empty texts: the whole court, nobody in particular. */
export interface FilledValue {
	readonly measure: string;
	readonly court: string;
	readonly day: CourtDate;
	readonly unit: string;
	readonly person: string;
	readonly value: number;
}

/** The parts of the directory that are asked. */
export type FilledDirectory = Pick<Directory, 'units' | 'persons'>;

type Place = Pick<FilledValue, 'unit' | 'person'>;

const placeKey = ({ unit, person }: Place): string => `${unit}\u0000${person}`;
const dayKey = ({ measure, court, day }: FilledValue): string => `${measure}\u0000${court}\u0000${day}`;

const isWhole = ({ unit, person }: Place): boolean => unit === '' && person === '';

/**
 * Whether two values of one measure, court and day count the same things: one of them is of the whole court, of the unit of the other, or both are of
 * one person.
 */
export function isOverlapping(a: Place, b: Place, { persons }: FilledDirectory): boolean {
	if (placeKey(a) === placeKey(b)) return false;
	if (isWhole(a) || isWhole(b)) return true;
	if (a.person !== '' && b.person !== '') return a.person === b.person;
	const unitOf = ({ unit, person }: Place): string => unit || persons.get(person)?.unit || '';
	return unitOf(a) !== '' && unitOf(a) === unitOf(b);
}

/** Whom a value is told of, in words. */
export function filledPlace({ units, persons }: FilledDirectory, { unit, person }: Place): string {
	if (person !== '') return persons.get(person)?.name ?? person;
	return unit === '' ? '全院' : (units.get(unit)?.name ?? unit);
}

function message(directory: FilledDirectory, entry: FilledValue, other: FilledValue, isAsked: boolean): string {
	const name = filledMeasures.find(({ code }) => code === entry.measure)?.name ?? entry.measure;
	const [mine, theirs] = [filledPlace(directory, entry), filledPlace(directory, other)];
	const what = `${longDay(entry.day)}的${name}`;
	if (isAsked) return `${what}在本次填报中既有“${theirs}”又有“${mine}”，会重复计算；请只保留一种填报方式`;
	return `${what}已按“${theirs}”填报，再按“${mine}”填报会重复计算；要改按“${mine}”填报的，请先将“${theirs}”的数值更正为 0`;
}

/**
 * Rows (from 1) that would count the same things twice on one day: a value of the whole court beside those of its units or persons. Nought counts nothing,
 * so that what stands is given up by correcting it to 0; what is told again as it stands changes nothing and is not refused.
 */
export function overlapProblems(
	directory: FilledDirectory,
	entries: readonly FilledValue[],
	standing: readonly FilledValue[],
): readonly { readonly row: number; readonly message: string }[] {
	const there = Map.groupBy(standing, dayKey);
	const asked = Map.groupBy(
		entries.map((entry, index) => ({ ...entry, index })),
		dayKey,
	);
	return entries.flatMap((entry, index) => {
		const before = new Map((there.get(dayKey(entry)) ?? []).map((each) => [placeKey(each), { ...each, index: -1 }] as const));
		if (entry.value === 0 || before.get(placeKey(entry))?.value === entry.value) return [];
		const told = (asked.get(dayKey(entry)) ?? []).filter((each) => before.get(placeKey(each))?.value !== each.value);
		const after = new Map([...before, ...told.map((each) => [placeKey(each), each] as const)]);
		// Of two rows of one call only the later is at fault.
		const other = [...after.values()].find((each) => each.value !== 0 && each.index < index && isOverlapping(entry, each, directory));
		return other ? [{ row: index + 1, message: message(directory, entry, other, other.index >= 0) }] : [];
	});
}

/** Values that stand beside others which count the same things: filled in before this was refused. */
export function doubledValues<V extends FilledValue>(directory: FilledDirectory, values: readonly V[]): ReadonlyMap<V, readonly V[]> {
	const found = new Map<V, readonly V[]>();
	const counted = values.filter(({ value }) => value !== 0);
	for (const list of Map.groupBy(counted, dayKey).values())
		for (const entry of list) {
			const others = list.filter((each) => isOverlapping(entry, each, directory));
			if (others.length > 0) found.set(entry, others);
		}
	return found;
}
