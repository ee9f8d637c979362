import type { Kysely } from 'kysely';
import { text } from './columns.ts';

/** Courts, units, persons and their days on duty. */
export async function directory(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema
		.createTable('court')
		.addColumn('code', text, (c) => c.primaryKey())
		.addColumn('name', text, (c) => c.notNull())
		.addColumn('level', text, (c) => c.notNull())
		.addColumn('parent_code', text)
		.addColumn('designation', text)
		.addColumn('zone', text, (c) => c.notNull())
		.addColumn('position', 'integer', (c) => c.notNull())
		.addColumn('valid_from', text)
		.addColumn('valid_to', text)
		.addColumn('locks_from', text)
		.addColumn('settings', text, (c) => c.notNull())
		.execute();
	await schema
		.createTable('unit')
		.addColumn('code', text, (c) => c.primaryKey())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('name', text, (c) => c.notNull())
		.addColumn('kind', text, (c) => c.notNull())
		.addColumn('confirmed', 'integer', (c) => c.notNull())
		.execute();
	await schema
		.createTable('person')
		.addColumn('code', text, (c) => c.primaryKey())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('unit_code', text)
		.addColumn('name', text, (c) => c.notNull())
		.addColumn('post_judge', 'integer', (c) => c.notNull())
		.addColumn('confirmed', 'integer', (c) => c.notNull())
		.execute();
	await schema
		.createTable('person_duty')
		.addColumn('person_code', text, (c) => c.notNull())
		.addColumn('from_day', text, (c) => c.notNull())
		.addColumn('to_day', text)
		.addPrimaryKeyConstraint('person_duty_pk', ['person_code', 'from_day'])
		.execute();
}

/** Accounts, sign-ins, keys and screens. */
export async function accounts(db: Kysely<unknown>): Promise<void> {
	const { schema } = db;
	await schema
		.createTable('account')
		.addColumn('id', text, (c) => c.primaryKey())
		.addColumn('username', text, (c) => c.notNull().unique())
		.addColumn('password_hash', text, (c) => c.notNull())
		.addColumn('person_code', text)
		.addColumn('disabled_at', text)
		.execute();
	await schema
		.createTable('account_role')
		.addColumn('account_id', text, (c) => c.notNull())
		.addColumn('role', text, (c) => c.notNull())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('scope', text, (c) => c.notNull())
		.addPrimaryKeyConstraint('account_role_pk', ['account_id', 'role', 'court_code'])
		.execute();
	await schema
		.createTable('sign_in')
		.addColumn('id', text, (c) => c.primaryKey())
		.addColumn('account_id', text, (c) => c.notNull())
		.addColumn('expires_at', 'bigint', (c) => c.notNull())
		.execute();
	await schema
		.createTable('api_key')
		.addColumn('id', text, (c) => c.primaryKey())
		.addColumn('name', text, (c) => c.notNull())
		.addColumn('hash', text, (c) => c.notNull().unique())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('expires_at', text)
		.addColumn('revoked_at', text)
		.addColumn('last_used_at', text)
		.execute();
	await schema
		.createTable('screen')
		.addColumn('id', text, (c) => c.primaryKey())
		.addColumn('court_code', text, (c) => c.notNull())
		.addColumn('name', text, (c) => c.notNull())
		.addColumn('token_hash', text, (c) => c.notNull().unique())
		.addColumn('ceiling', text, (c) => c.notNull())
		.addColumn('last_seen_at', text)
		.execute();
}
