import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { secretHash } from '../../server/auth/secrets.ts';
import { createSignIn } from '../../server/auth/sign-in.ts';
import { realMs } from '../../server/clock.ts';
import { createHub, type Hub } from '../../server/live/hub.ts';
import { viewerOf } from '../../server/pages/screen-pages.ts';
import { arrived, fact, openScreens, Screens, until } from '../support/screens.ts';
import { testPassword } from '../support/site.ts';

describe('a socket does not outlive its rights', () => {
	let built: Screens;
	let screens: Screens;
	let hub: Hub;
	let http: Server;
	let sent = 0;
	beforeAll(async () => {
		built = await openScreens();
		const { store, app } = built.site;
		const { context } = app;
		const signIn = createSignIn(store, { secure: false, realMs });
		hub = createHub({
			source: { ...context, db: store.read, ladderStages: [] },
			speed: () => 1,
			originIsOurs: () => true,
			viewerOf: (handshake) => viewerOf({ store, context, signIn }, handshake),
			onChange: store.onChange,
			onError: (error) => expect(error).toBeUndefined(),
			rightsEveryMs: 20,
		});
		http = createServer();
		hub.attach(http);
		await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
		screens = new Screens({ ...built.site, base: `http://127.0.0.1:${(http.address() as AddressInfo).port}` }, built);
	});
	afterEach(() => screens.closeAll());
	afterAll(async () => {
		await hub.close();
		await built.site.close();
	});

	/** Changes the wall and waits until a screen that still has its rights has seen it. */
	async function moved(): Promise<void> {
		const control = await screens.watching({ token: screens.internal }, ['funds']);
		const before = arrived(control);
		sent += 1;
		await built.site.send([fact(`rights-${sent}`)]);
		await until('the wall moved', () => arrived(control) === before + 100);
	}

	it('after sign-out', async () => {
		const signedIn = await built.site.app.signIn.signIn('chief', testPassword, '-');
		if (!signedIn.ok) throw new Error(signedIn.message);
		const screen = await screens.watching({ cookie: `session=${signedIn.cookie.value}` }, ['funds'], 'dc');
		await moved();
		await until('still served', () => screen.of('funds', 'dc').length > 1);
		await built.site.app.signIn.signOut(signedIn.cookie.value);
		await until('refused', () => screen.refused.length === 1);
		const frames = screen.frames.length;
		await moved();
		expect(screen.frames).toHaveLength(frames);
		screen.subscribe(['locks'], 'dc');
		await until('refused again', () => screen.refused.length === 2);
		expect(screen.frames).toHaveLength(frames);
	});

	it('after its screen is deleted, while a lobby stays open to it', async () => {
		const token = await built.site.screen('zy', 'internal');
		const screen = await screens.watching({ token }, ['funds', 'lobby']);
		await built.site.store.write(({ db }) => db.deleteFrom('screen').where('token_hash', '=', secretHash(token)).execute());
		await until('refused', () => screen.refused.length > 0);
		const frames = screen.frames.length;
		await moved();
		expect(screen.refused.map((item) => item.topic)).toEqual(['funds']);
		expect(screen.frames).toHaveLength(frames);
	});

	it('after its ceiling is lowered', async () => {
		const token = await built.site.screen('zy', 'internal');
		const screen = await screens.watching({ token }, ['funds']);
		await built.site.store.write(({ db }) =>
			db.updateTable('screen').set({ ceiling: 'public' }).where('token_hash', '=', secretHash(token)).execute(),
		);
		await until('refused', () => screen.refused.length === 1);
		screen.subscribe(['locks'], 'zy');
		await until('served as public', () => screen.of('locks').length === 1);
		expect(JSON.stringify(screen.of('locks'))).not.toContain('李某某');
	});
});
