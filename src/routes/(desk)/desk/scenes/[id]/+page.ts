import { tilesOf } from '#lib/scenes/scene.ts';
import { loadTiles } from '#lib/scenes/tile-registry.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => {
	// Before the first paint, on the server and in the browser: what is painted first is whole.
	await loadTiles(tilesOf([data.view.row.data]));
	return data;
};
