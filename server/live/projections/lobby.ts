import type { LobbyPayload } from '../../../src/lib/contract/lobby.ts';
import { lobbyPayload } from '../../core/lobby/payload.ts';
import { readPublicLobby } from '../../store/public-lobby.ts';
import type { ScopeView } from '../scope.ts';

/** The lobby reads the public projection and nothing else. */
export async function lobby({ source, court, today, now }: ScopeView): Promise<LobbyPayload> {
	const { lobbyHearings, lobbyVariant, feedLateMinutes } = court.settings;
	return lobbyPayload({
		...(await readPublicLobby(source.db, court.code, today, now)),
		courtName: court.name,
		whole: lobbyVariant === 'whole',
		showsHearings: lobbyHearings === true,
		today,
		now,
		...(feedLateMinutes === undefined ? {} : { lateAfterMinutes: feedLateMinutes }),
	});
}
