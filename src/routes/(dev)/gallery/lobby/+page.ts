import type { PageLoad } from './$types';

const moods = ['full', 'missing', 'few', 'bilingual', 'much', 'none'] as const;

/** `state`: what is known; `page`: the page to stand on; `contrast`, `stale`. */
export const load: PageLoad = ({ url }) => {
	const of = (name: string): string => url.searchParams.get(name) ?? '';
	return {
		state: moods.find((mood) => mood === of('state')) ?? (url.searchParams.has('missing') ? 'missing' : 'full'),
		page: of('page'),
		contrast: url.searchParams.has('contrast'),
		stale: url.searchParams.has('stale'),
	};
};
