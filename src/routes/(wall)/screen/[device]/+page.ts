import { tilesOf } from '#lib/scenes/scene.ts';
import { loadTiles } from '#lib/scenes/tile-registry.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => {
	// Before the first paint, on the server and in the browser: what is painted first is whole.
	const isLobby = data.view.program.screen.purpose === 'lobby';
	const lobby = isLobby ? (await import('#lib/scenes/LobbyScene.svelte')).default : undefined;
	await loadTiles(tilesOf(data.view.program.scenes));
	return { view: data.view, lobby };
};
