import { personOf, viewOf } from '#lib/desk/page-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({ view: viewOf(await locals.app.cycles.reconciliation(personOf(locals))) });
