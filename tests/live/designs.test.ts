import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { insertDesign } from '../../server/store/designs.ts';
import { closeDevices, connectDevice, pairDevice } from '../support/devices.ts';
import { until } from '../support/screens.ts';
import { openSite, type Site } from '../support/site.ts';

const open = [{ tile: 'caseload', x: 0, y: 0, w: 12, h: 13 }];
const scene = (id: string, title: string) => ({ id, title, places: open });

describe('designs on paired screens', () => {
	let site: Site;
	beforeEach(async () => {
		site = await openSite();
	});
	afterEach(async () => {
		closeDevices();
		expect(site.unexpected).toEqual([]);
		await site.close();
	});
	const save = (path: string, data: object, base = 0) => site.call('PUT', path, { as: 'admin', body: { data, base } });

	it('a save, a retirement and a new playlist reach the screen within two seconds, also from a court above', async () => {
		const { id, token } = await pairDevice(site, { court: 'dc' });
		const device = await connectDevice(site.base, { token });
		const titles = () => device.program()!.scenes.map(({ title }) => title);
		expect(titles()).toContain('总览');
		const reached = (what: string, holds: () => boolean): Promise<void> => until(what, holds, 2000);
		expect((await save('scenes/overview?court=zy', scene('overview', '中院总览'))).status).toBe(200);
		await reached('the scene from above', () => titles().includes('中院总览'));
		expect((await save('scenes/overview?court=dc', scene('overview', '本院总览'))).status).toBe(200);
		await reached('its own scene', () => titles().includes('本院总览'));
		await site.call('DELETE', 'scenes/overview?court=dc&base=1', { as: 'admin' });
		await reached('the scene from above again', () => titles().includes('中院总览'));
		const steps = [{ scene: 'overview', dwellSeconds: 20 }];
		expect((await save('playlists/standard?court=dc', { id: 'standard', title: '本院轮播', steps, interrupts: [] })).status).toBe(200);
		await reached('its own playlist', () => device.program()!.playlist.title === '本院轮播');
		expect(device.program()!.playlist.steps).toEqual(steps);
		const page = await site.app.pages.screen(token, id);
		expect(page.ok && page.view.program.playlist.title).toBe('本院轮播');
	});

	it('what another process saved reaches it as well', async () => {
		const { token } = await pairDevice(site);
		const device = await connectDevice(site.base, { token });
		await site.store.write(({ db }) =>
			insertDesign(db, {
				...{ kind: 'scene', court: 'zy', id: 'nodes', version: 1, data: JSON.stringify(scene('nodes', '另一进程')) },
				...{ retired: false, by: 'x', at: site.now(), note: '' },
			}),
		);
		await until('the scene', () => device.program()!.scenes.some(({ title }) => title === '另一进程'), 2000);
	});
});
