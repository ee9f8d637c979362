import type { CaseEvent } from '../case/case-event.ts';
import type { NoticeState } from './types.ts';

/** The notices of a case after a system event; other events leave them as they are. */
export function applyNoticeEvent(notices: readonly NoticeState[], _event: CaseEvent): readonly NoticeState[] {
	return notices;
}
