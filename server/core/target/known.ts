import { entryOf } from '../indicator/catalogue/index.ts';
import type { KnownIndicator } from './types.ts';

/** What the catalogue knows of an indicator, by its own code or by one that documents name it with. */
export function knownIndicator(code: string): KnownIndicator | undefined {
	const entry = entryOf(code);
	return entry && { code, name: entry.name, unit: entry.unit };
}

/** The Chinese name of an indicator, or its code where the catalogue has none. */
export const indicatorName = (code: string): string => knownIndicator(code)?.name ?? code;
