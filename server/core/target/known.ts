import { catalogue, catalogueByCode } from '../indicator/catalogue/index.ts';
import type { KnownIndicator } from './types.ts';

/** Documents name some indicators for a selection of cases, or by another name than the catalogue counts them under. */
const byBase = new Map(catalogue.flatMap((entry) => (entry.base ? [[entry.base.code, entry] as const] : [])));

/** What the catalogue knows of an indicator. */
export function knownIndicator(code: string): KnownIndicator | undefined {
	const entry = catalogueByCode.get(code) ?? byBase.get(code);
	return entry && { code, name: entry.name, unit: entry.unit };
}

/** The Chinese name of an indicator, or its code where the catalogue has none. */
export const indicatorName = (code: string): string => knownIndicator(code)?.name ?? code;
