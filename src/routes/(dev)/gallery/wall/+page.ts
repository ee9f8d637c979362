import type { Playlist } from '#lib/contract/scenes.ts';
import { scaleModes } from '#lib/contract/wall-constants.ts';
import { resolveProgram, shippedDesigns } from '#lib/contract/wall-program.ts';
import { galleryMoods } from '#lib/scenes/gallery-frames.ts';
import { tilesOf } from '#lib/scenes/scene.ts';
import { loadTiles } from '#lib/scenes/tile-registry.ts';
import { readKiosk } from '#lib/screens/kiosk.ts';
import type { PageLoad } from './$types';

/** A number of an address, in px. */
const px = (text: string | null): number | undefined => (text !== null && /^\d{3,5}$/.test(text) ? Number(text) : undefined);

export const load: PageLoad = async ({ url }) => {
	const { searchParams } = url;
	const basic = searchParams.get('court') === 'basic';
	const designs = shippedDesigns({ hasSubordinates: !basic });
	// Several scenes, with commas between, stand side by side where the surface has room.
	const asked = (searchParams.get('scene') ?? 'overview').split(',').filter((id) => designs.scene(id));
	const list: Playlist = {
		id: 'asked',
		title: '样屏',
		steps: (asked.length > 0 ? asked : ['overview']).map((scene) => ({ scene, dwellSeconds: 3600 })),
		interrupts: [],
	};
	const playlist = searchParams.get('playlist');
	const program = resolveProgram(playlist ?? 'asked', playlist === null ? { ...designs, playlist: () => list } : designs);
	await loadTiles(tilesOf(program.scenes));
	const mood = searchParams.get('mood');
	const kiosk = readKiosk(searchParams);
	return {
		program,
		basic,
		kiosk,
		scale: scaleModes.find((each) => each === kiosk.scale) ?? 'fit',
		width: px(searchParams.get('width')),
		height: px(searchParams.get('height')),
		frozen: searchParams.has('frozen'),
		mood: galleryMoods.find((each) => each === mood) ?? 'busy',
		speed: Math.min(600, Math.max(1, Number(searchParams.get('speed') ?? 1) || 1)),
	};
};
