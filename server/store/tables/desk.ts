/** What persons keep of the desk. */
export interface DeskTables {
	saved_view: { id: string; account_id: string; name: string; query: string; created_at: string };
}
