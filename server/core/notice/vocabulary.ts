import { may, need } from '../case/data-fields.ts';
import type { VocabularyRow } from '../case/vocabulary.ts';

/** What the system and people say about notices and silences. */
export const noticeRows: readonly VocabularyRow[] = [
	[
		'notice-raised',
		'F',
		'节点通知',
		{
			noticeId: need('text'),
			kind: need(['rung', 'silent', 'unlock']),
			level: need('integer'),
			nodeId: need('text'),
			clock: need('code'),
			dueOn: need('day'),
			recipients: need('route'),
			replyBy: need('day'),
			from: may('text'),
			label: may(['unsigned', 'silence-over']),
		},
	],
	['notice-signed', 'F', '签收通知', { noticeId: need('text'), by: need('code'), for: need('integer') }],
	['notice-answered', 'F', '回复通知', { noticeId: need('text'), by: need('code'), text: need('text') }],
	[
		'node-silenced',
		'F',
		'节点说明',
		{ silenceId: need('text'), nodeId: need('text'), since: may('day'), reason: need('text'), until: need('day'), by: need('code') },
	],
	['silence-ended', 'F', '说明终止', { silenceId: need('text'), by: may('code') }],
];
