import type { Db } from './schema.ts';

/** A public figure of a court: the only table that lobby screens are fed from. */
export async function readPublicFigure(
	db: Db,
	court: string,
	name: string,
): Promise<{ readonly value: string; readonly asOf: string } | undefined> {
	const row = await db.selectFrom('public_figure').selectAll().where('court_code', '=', court).where('name', '=', name).executeTakeFirst();
	return row && { value: row.value, asOf: row.as_of };
}

/** Replaces public figures of courts. */
export async function savePublicFigures(
	db: Db,
	rows: readonly { readonly court: string; readonly name: string; readonly value: string; readonly asOf: string }[],
): Promise<void> {
	if (rows.length === 0) return;
	await db
		.insertInto('public_figure')
		.values(rows.map((row) => ({ court_code: row.court, name: row.name, value: row.value, as_of: row.asOf })))
		.onConflict((on) =>
			on.columns(['court_code', 'name']).doUpdateSet((eb) => ({ value: eb.ref('excluded.value'), as_of: eb.ref('excluded.as_of') })),
		)
		.execute();
}
