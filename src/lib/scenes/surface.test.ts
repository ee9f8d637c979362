import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paneShape, surfaceOf } from './surface.ts';

const size = (width: number, height: number, pixelRatio = 1) => ({ width, height, pixelRatio });

describe('a surface', () => {
	it('of the usual shape holds one scene over all of it, sharp at any resolution', () => {
		expect(surfaceOf(size(1920, 1080), 'fit', 5)).toEqual({ unit: 1, panes: 1, direction: 'across', width: 1920, height: 1080 });
		expect(surfaceOf(size(3840, 2160), 'fit', 5)).toMatchObject({ unit: 2, panes: 1, width: 3840, height: 2160 });
	});

	it('of an LED wall holds two scenes side by side under one head, each near its own shape', () => {
		const wall = surfaceOf(size(6656, 1792), 'fit', 5);
		expect(wall).toMatchObject({ panes: 2, direction: 'across', width: 6656, height: 1792 });
		expect(wall.unit).toBeCloseTo(1792 / 1080);
	});

	it('holds no more scenes than there are', () => {
		const wall = surfaceOf(size(6656, 1792), 'fit', 1);
		expect(wall).toMatchObject({ panes: 1, width: 6656, height: 1792 });
		expect(paneShape(wall)).toBeCloseTo(2.09, 2);
		const upright = surfaceOf(size(1080, 1920), 'fit', 1);
		expect(upright).toMatchObject({ panes: 1, width: 1080, height: 1920 });
		expect(paneShape(upright)).toBeCloseTo(0.3017, 3);
		expect(paneShape(surfaceOf(size(6656, 1792), 'fit', 5))).toBeCloseTo(1.045, 2);
		expect(surfaceOf(size(6656, 1792), 'fill', 1)).toMatchObject({ panes: 1, width: 6656 });
	});

	it('splits from 1.8 times the shape of a scene on', () => {
		expect(surfaceOf(size(3455, 1080), 'fill', 5).panes).toBe(1);
		expect(surfaceOf(size(3457, 1080), 'fill', 5).panes).toBe(2);
		expect(surfaceOf(size(1920 * 3, 1080), 'fill', 5).panes).toBe(3);
	});

	it('upright has its scenes one above the other', () => {
		const upright = surfaceOf(size(1080, 1920), 'fit', 5);
		expect(upright).toMatchObject({ panes: 3, direction: 'down', width: 1080 });
		expect(upright.unit).toBeCloseTo(0.5625);
		expect(upright.height).toBeLessThanOrEqual(1920);
	});

	it('keeps 16:10 and 4:3 whole: the first filled, the second with room left over', () => {
		expect(surfaceOf(size(1920, 1200), 'fit', 5)).toMatchObject({ unit: 1, height: 1200 });
		expect(surfaceOf(size(1600, 1200), 'fit', 5).height).toBeCloseTo(1000);
		expect(surfaceOf(size(1600, 1200), 'fill', 5).height).toBe(1200);
	});

	it('pixel by pixel a unit is a device pixel', () => {
		expect(surfaceOf(size(3840, 2160), 'none', 5)).toMatchObject({ unit: 1, width: 3840, height: 2160 });
		expect(surfaceOf(size(1920, 1080, 2), 'none', 5)).toMatchObject({ unit: 0.5, width: 1920 });
		expect(surfaceOf(size(1280, 720), 'none', 5)).toMatchObject({ unit: 1, width: 1920, height: 1080 });
	});

	it('is never left, and every pane has the room that a scene was drawn for', () => {
		const edge = fc.integer({ min: 320, max: 12_000 });
		fc.assert(
			fc.property(edge, edge, fc.constantFrom('fit', 'fill'), fc.integer({ min: 1, max: 6 }), (width, height, mode, most) => {
				const surface = surfaceOf(size(width, height), mode, most);
				expect(surface.width).toBeLessThanOrEqual(width + 0.01);
				expect(surface.height).toBeLessThanOrEqual(height + 0.01);
				const across = surface.direction === 'across' ? surface.panes : 1;
				const down = surface.direction === 'down' ? surface.panes : 1;
				expect(surface.width / across / surface.unit).toBeGreaterThanOrEqual(1920 - 0.01);
				expect((surface.height / surface.unit - 72) / down).toBeGreaterThanOrEqual(1008 - 0.01);
			}),
		);
	});
});
