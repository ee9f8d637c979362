import { tilesOf } from '#lib/scenes/scene.ts';
import { loadTiles } from '#lib/scenes/tile-registry.ts';
import { shippedScenes } from '#lib/contract/shipped-scenes.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async () => {
	await loadTiles(tilesOf(shippedScenes.filter(({ id }) => id === 'overview' || id === 'courts')));
	return {};
};
