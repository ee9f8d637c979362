import { describe, expect, it } from 'vitest';
import { overviewScene, trackOf } from './scene.ts';

describe('overview scene', () => {
	it('shows all eleven tiles of a court with subordinate courts, each in an area of the grid', () => {
		const scene = overviewScene({ hasSubordinates: true });
		expect(scene.places).toHaveLength(11);
		const areas = new Set(scene.areas.flatMap((row) => row.split(' ')));
		expect(new Set(scene.places.map((place) => place.area))).toEqual(areas);
	});

	it('gives the place of the courts to the trend where there are none', () => {
		const scene = overviewScene({ hasSubordinates: false });
		expect(scene.places.map((place) => place.topic)).not.toContain('courts');
		expect(scene.areas[3]).toBe('funds trend trend');
		expect(scene.places).toHaveLength(10);
	});

	it('scales px tracks with the screen', () => {
		expect(trackOf('40')).toBe('calc(var(--u) * 40)');
		expect(trackOf('1fr')).toBe('minmax(0, 1fr)');
	});
});
