import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** Playlists are listed with the scenes. */
export const load: PageServerLoad = ({ url }) => redirect(303, `/desk/scenes${url.search}`);
