import type { TransitionConfig } from 'svelte/transition';

/** Lights the ground of a changed figure for a second and lets it fade: a change of light, not of place, so it also serves reduced motion. */
export function markChange(_node: Element): TransitionConfig {
	return {
		duration: 1_000,
		easing: (t) => t,
		css: (t) => {
			const light = t < 0.55 ? 0.2 : (0.2 * (1 - t)) / 0.45;
			return `background-color: rgba(var(--mark-rgb), ${light.toFixed(3)});`;
		},
	};
}
