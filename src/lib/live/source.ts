import type { Frame, TopicName } from '../contract/topics.ts';

/** How the screen stands with the server. Instants are court time in ms. */
export type ConnectionState =
	| { readonly kind: 'connecting' }
	| { readonly kind: 'live' }
	| { readonly kind: 'reconnecting'; readonly since: number }
	| { readonly kind: 'refused'; readonly reason: string }
	/** There is none: what is shown was recorded. */
	| { readonly kind: 'recorded' };

/** What a scene reads from: the live client, or the gallery's invented figures. */
export interface LiveSource {
	/** Court time in ms, moving by ticks. */
	readonly now: number;
	readonly speed: number;
	readonly zone: string;
	readonly connection: ConnectionState;
	/** The connection has been gone so long that what is shown must not pass for fresh. */
	readonly stale: boolean;
	frame<T extends TopicName>(topic: T): Frame<T> | undefined;
	/** Why the server refuses this topic, in words for people. */
	refusal(topic: TopicName): string | undefined;
}
