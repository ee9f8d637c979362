import { loadTiles } from '#lib/scenes/tile-registry.ts';
import type { PageLoad } from './$types';
import { fixturesOf, shelvedTiles } from './shelves.ts';

const sizes = ['usual', 'least', 'full'] as const;

export const load: PageLoad = async ({ url }) => {
	const asked = url.searchParams.get('tile');
	const tiles = shelvedTiles.filter((id) => asked === null || id === asked);
	await loadTiles(tiles);
	const size = url.searchParams.get('size');
	return {
		light: url.searchParams.get('theme') === 'light',
		size: sizes.find((each) => each === size) ?? 'usual',
		shelves: await Promise.all(tiles.map(async (id) => ({ id, fixtures: await fixturesOf(id) }))),
	};
};
