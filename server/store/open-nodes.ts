import { sql, type RawBuilder } from 'kysely';

/**
 * Whether a node is open: neither ended nor voided. The same as its phase being pending, warning or overdue, but said by the columns of the index
 * `node_instance_span`, which no step of a clock touches.
 */
export const isOpenNode = (table: string): RawBuilder<boolean> =>
	sql<boolean>`${sql.ref(`${table}.ended_on`)} is null and ${sql.ref(`${table}.void_reason`)} is null`;

// Both databases take an index of some rows only where a query says its condition in the very words: never by bound values.

/** Whether a node is overdue, as the index `node_instance_overdue` has it. */
export const isOverdueNode = (table: string): RawBuilder<boolean> => sql<boolean>`${sql.ref(`${table}.phase`)} = 'overdue'`;

/** Whether a node is a seal whose end has been warned of and has not come, as the index `node_instance_warned` has it. */
export const isWarnedSeal = (table: string): RawBuilder<boolean> =>
	sql<boolean>`${sql.ref(`${table}.phase`)} = 'warning' and ${sql.ref(`${table}.node`)} like 'seal-expiry-%'`;
