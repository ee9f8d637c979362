import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putDirectory } from '../../server/flows/put-directory.ts';
import type { CourtsPayload } from '../../src/lib/contract/topics.ts';
import { openScreens, until, type Screens } from '../support/screens.ts';
import { courts } from '../support/world.ts';

describe('a change of the directory', () => {
	let screens: Screens;
	beforeAll(async () => {
		screens = await openScreens();
	});
	afterAll(async () => {
		screens.closeAll();
		await screens.site.close();
	});

	it('is on every wall at once that shows the court, also of the court that it comes to', async () => {
		const { site } = screens;
		const token = await site.screen('gy', 'internal');
		const [below, above] = [
			await screens.watching({ token: screens.internal }, ['courts']),
			await screens.watching({ token }, ['courts', 'funds'], 'gy'),
		];
		const shown = (screen: typeof below, scope: string): readonly string[] =>
			(screen.of('courts', scope).at(-1)!.payload as CourtsPayload).rows.map(({ name }) => name);
		const dc = courts.find(({ code }) => code === 'dc')!;
		await putDirectory(site.app.context, { courts: [{ ...dc, name: '示范东部区人民法院' }] });
		await until(
			'the new name',
			() => shown(below, 'zy').includes('示范东部区人民法院') && shown(above, 'gy').includes('示范东部区人民法院'),
			2000,
		);
		// From the intermediate court directly to the higher one.
		await putDirectory(site.app.context, { courts: [{ ...dc, parent: 'gy' }] });
		await until('one court less', () => shown(below, 'zy').length === 1, 2000);
		expect(shown(above, 'gy')).toHaveLength(3);
		await putDirectory(site.app.context, { courts: [{ ...dc, parent: 'zy' }] });
		await until('one court more', () => shown(below, 'zy').length === 2, 2000);
	});
});
