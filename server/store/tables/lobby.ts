/** Row types of the lobby; instants are court time. */
export interface LobbyTables {
	/** Settings, guide and fees of a court; the highest version holds, an empty one goes back to what comes with the program. */
	lobby_text: { court_code: string; kind: string; version: number; data: string; saved_by: string; saved_at: string };
	lobby_notice: {
		id: string;
		court_code: string;
		text: string;
		subtitle: string | null;
		from_at: string;
		to_at: string;
		created_by: string;
		created_at: string;
		withdrawn_by: string | null;
		withdrawn_at: string | null;
	};
	lobby_cursor: { court_code: string; court_seq: number };
	public_text: { court_code: string; name: string; value: string };
	public_notice: { id: string; court_code: string; text: string; subtitle: string | null; from_at: string; to_at: string };
	public_hearing: {
		case_number: string;
		place: number;
		court_code: string;
		day: string;
		time: string | null;
		room: string | null;
		cause: string;
		state: string;
	};
}
