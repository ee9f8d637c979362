import type { Account, ScreenPages } from './lib/contract/pages.ts';

declare global {
	namespace App {
		interface Locals {
			app: { pages: ScreenPages };
			account?: Account;
		}
		interface Platform {
			req: { app?: { pages: ScreenPages } };
		}
	}
}

export {};
