import type { IndicatorNarrowing } from '../../src/lib/contract/indicators.ts';
import type { Directory } from '../core/directory/types.ts';
import type { CaseFilter } from '../core/indicator/types.ts';
import { filterProblem, filterWords } from '../core/target/check.ts';

/** Whose part of a court's cases is asked for: a unit's or a person's. */
export interface FigureOwner {
	readonly kind: 'unit' | 'person';
	readonly code: string;
}

const listOf = (text: string): readonly string[] => text.split(',').filter(Boolean);

/**
 * The cases that an address narrows figures to (kinds, courses and enterprise classes by commas, `any`: every enterprise-related case), or what
 * is wrong with it; undefined where it narrows nothing. One reading for pages and the API.
 */
export function filterAsked({ kinds, courses, enterprise, contract }: Narrowed): CaseFilter | string | undefined {
	const filter: CaseFilter = {
		...(kinds ? { kinds: listOf(kinds) } : {}),
		...(courses ? { courses: listOf(courses) } : {}),
		...(enterprise ? { enterprise: enterprise === 'any' ? ('any' as const) : listOf(enterprise) } : {}),
		...(contract ? { contractOnly: true } : {}),
	};
	return Object.keys(filter).length > 0 ? (filterProblem(filter) ?? filter) : undefined;
}

type Narrowed = { readonly [Part in 'kinds' | 'courses' | 'enterprise' | 'contract']?: string | undefined };

/** The unit or person asked for; a person goes before the unit. */
export function ownerAsked({ unit, person }: { readonly unit?: string; readonly person?: string }): FigureOwner | undefined {
	if (person !== undefined) return { kind: 'person', code: person };
	return unit === undefined ? undefined : { kind: 'unit', code: unit };
}

const nobody = { unit: '未定部门', person: '未定承办人' } as const;

const ownerName = ({ units, persons }: Directory, { kind, code }: FigureOwner): string =>
	(kind === 'unit' ? units : persons).get(code)?.name ?? (code || nobody[kind]);

/** A narrowing in words and as parts of an address; undefined where figures are of all cases of their courts. */
export function narrowingView(
	directory: Directory,
	{ filter, owner }: { readonly filter?: CaseFilter; readonly owner?: FigureOwner },
): IndicatorNarrowing | undefined {
	const cases = filterWords(filter);
	if (cases === undefined && !owner) return undefined;
	const { kinds, courses, enterprise, contractOnly } = filter ?? {};
	return {
		words: [...(owner ? [ownerName(directory, owner)] : []), ...(cases === undefined ? [] : [cases])].join('，'),
		asked: {
			...(kinds ? { kinds: kinds.join(',') } : {}),
			...(courses ? { courses: courses.join(',') } : {}),
			...(enterprise ? { enterprise: enterprise === 'any' ? enterprise : enterprise.join(',') } : {}),
			...(contractOnly ? { contract: 'true' } : {}),
			...(owner ? { [owner.kind]: owner.code } : {}),
		},
		...(owner ? { owner: owner.kind } : {}),
	};
}
