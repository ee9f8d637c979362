/** A measurement beside its bare baseline, both taken in the same run. */
export interface BenchResult {
	readonly bench: string;
	readonly figures: Readonly<Record<string, number>>;
	readonly baseline: Readonly<Record<string, number>>;
	readonly ratio: number;
}

const benches: Readonly<Record<string, () => Promise<BenchResult>>> = {
	ingest: async () => (await import('./ingest.ts')).ingest(),
	recompute: async () => (await import('./recompute.ts')).recompute(),
	'calendar-change': async () => (await import('./calendar-change.ts')).calendarChange(),
	sweep: async () => (await import('./sweep.ts')).sweep(),
	indicators: async () => (await import('./indicators.ts')).indicators(),
	rebuild: async () => (await import('./rebuild.ts')).rebuild(),
	screens: async () => (await import('./screens.ts')).screens(),
	soak: async () => (await import('./soak.ts')).soak(),
	playback: async () => (await import('./playback.ts')).playback(),
	'event-to-dom': async () => (await import('./event-to-dom.ts')).eventToDom(),
};

const name = process.argv[2] ?? '';
const bench = benches[name];
if (!bench) {
	console.error(`usage: npm run bench -- ${Object.keys(benches).join(' | ')}`);
	process.exit(2);
}
console.log(JSON.stringify(await bench()));
process.exit(0);
