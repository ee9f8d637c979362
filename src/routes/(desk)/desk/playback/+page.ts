import { tilesOf } from '#lib/scenes/scene.ts';
import { loadTiles } from '#lib/scenes/tile-registry.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => {
	// Before the first paint: a still without any script is whole.
	await loadTiles(tilesOf([data.view.scene]));
	return { view: data.view };
};
