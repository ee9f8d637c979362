import { createHash } from 'node:crypto';
import type { CitedFigure, PaperKind } from '../core/report/paper.ts';
import type { Instant } from '../core/time/types.ts';
import { chunked } from './save-rows.ts';
import type { Db } from './schema.ts';

/** Forms of an issued paper. */
export const paperForms = ['docx', 'xlsx', 'html', 'pdf'] as const;

export type PaperForm = (typeof paperForms)[number];

/** A form of a paper as bytes. */
export interface RenderedFile {
	readonly form: PaperForm;
	readonly bytes: Uint8Array;
}

/** SHA-256 of bytes, in hex. */
export const bytesHash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The next ordinal of a court, kind and year. Gaps cannot come about: it is given in the transaction that issues. */
export async function nextOrdinal(
	db: Db,
	of: { readonly court: string; readonly kind: PaperKind; readonly year: number },
): Promise<number> {
	const row = await db
		.selectFrom('publication_number')
		.select((eb) => eb.fn.max('ordinal').as('last'))
		.where('court_code', '=', of.court)
		.where('kind', '=', of.kind)
		.where('year', '=', of.year)
		.executeTakeFirstOrThrow();
	return Number(row.last ?? 0) + 1;
}

/** Gives a number to a publication. */
export async function insertNumber(
	db: Db,
	of: { readonly court: string; readonly kind: PaperKind; readonly year: number; readonly ordinal: number; readonly publicationId: string },
): Promise<void> {
	const { court, kind, year, ordinal, publicationId } = of;
	await db.insertInto('publication_number').values({ court_code: court, kind, year, ordinal, publication_id: publicationId }).execute();
}

/** Stores the files of a publication as they were issued. */
export async function insertFiles(db: Db, publicationId: string, files: readonly RenderedFile[], madeAt: Instant): Promise<void> {
	for (const { form, bytes } of files)
		await db
			.insertInto('publication_file')
			.values({ publication_id: publicationId, form, bytes: Buffer.from(bytes), sha256: bytesHash(bytes), made_at: madeAt })
			.execute();
}

/** A stored file; `intact`: its bytes still give the hash that was stored with them. */
export interface StoredFile {
	readonly form: PaperForm;
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly sha256: string;
	readonly intact: boolean;
}

/** One file of a publication. */
export async function readFile(db: Db, publicationId: string, form: PaperForm): Promise<StoredFile | undefined> {
	const row = await db
		.selectFrom('publication_file')
		.selectAll()
		.where('publication_id', '=', publicationId)
		.where('form', '=', form)
		.executeTakeFirst();
	if (!row) return undefined;
	const bytes = Uint8Array.from(row.bytes);
	return { form, bytes, sha256: row.sha256, intact: bytesHash(bytes) === row.sha256 };
}

/** Which forms of a publication are stored, with their hashes. */
export async function readFileHeads(
	db: Db,
	publicationId: string,
): Promise<readonly { readonly form: PaperForm; readonly sha256: string }[]> {
	const rows = await db.selectFrom('publication_file').select(['form', 'sha256']).where('publication_id', '=', publicationId).execute();
	return paperForms.flatMap((form) => rows.filter((row) => row.form === form).map(({ sha256 }) => ({ form, sha256 })));
}

/** Keeps the values that a publication cites, beside which restated ones may stand later. */
export async function insertFrozen(db: Db, publicationId: string, figures: readonly CitedFigure[]): Promise<void> {
	const rows = figures.map((figure) => ({
		publication_id: publicationId,
		figure_id: figure.id,
		code: figure.code,
		court_code: figure.court,
		unit_code: figure.unit ?? '',
		person_code: figure.person ?? '',
		from_day: figure.from,
		to_day: figure.to,
		value: figure.value,
		numerator: figure.numerator ?? null,
		denominator: figure.denominator ?? null,
		text: figure.text,
	}));
	for (const chunk of chunked(rows))
		await db
			.insertInto('frozen_figure')
			.values([...chunk])
			.execute();
}
