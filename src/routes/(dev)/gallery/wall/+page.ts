import { galleryMoods } from '#lib/scenes/gallery-frames.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ url }) => {
	const asked = url.searchParams.get('mood');
	return {
		mood: galleryMoods.find((mood) => mood === asked) ?? 'busy',
		basic: url.searchParams.get('court') === 'basic',
		speed: Math.min(600, Math.max(1, Number(url.searchParams.get('speed') ?? 1) || 1)),
	};
};
