/** Row types of playback. Minutes and days count from 1970 in UTC, of court time. */
export interface PlaybackTables {
	/** Unbroken recording of a court: every minute from the first to the last, both included. */
	playback_span: { court_code: string; from_minute: number; to_minute: number };
	/** What changed in one minute of an hour that is not packed yet. Topics are told apart by commas. */
	playback_minute: { court_code: string; minute: number; topics: string; changes: string; bytes: Uint8Array };
	/** One topic's lines of one day (UTC). `changes`: the minutes of the day in which its payload changed. */
	playback_block: { court_code: string; topic: string; day: number; changes: string; bytes: Uint8Array };
}
