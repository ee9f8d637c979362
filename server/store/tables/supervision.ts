/** The long-pending ladder, services and sealed immovables of cases, and supervision orders. */
export interface SupervisionTables {
	case_stage: {
		id: string;
		case_id: number;
		/** The court that had the case when it entered. */
		court_code: string;
		ladder: string;
		stage: number;
		name: string;
		level: string;
		months: number;
		reached_on: string;
		entered_on: string;
		reply_by: string;
		/** Who was told, as JSON. */
		recipients: string;
		received_at: string | null;
		received_by: string | null;
		plan: string | null;
		planned_by: string | null;
		planned_on: string | null;
		next_review_on: string | null;
		/** What was found at each review, as JSON. */
		reviews: string;
		left_on: string | null;
		left_why: string | null;
		/** The case is closed or gone and still stands on the stage: the next run of the ladder takes it off. */
		owes_exit: number;
	};
	/** What a court does in every enforcement case: since when it could, when it first did; with what cases are compared by. */
	case_service: {
		case_id: number;
		service: string;
		court_code: string;
		handler_code: string | null;
		case_class: string;
		filed_on: string;
		closed: number;
		able_on: string;
		done_on: string | null;
	};
	sealed_asset: {
		case_id: number;
		asset_id: string;
		court_code: string;
		sealed_on: string;
		rank: number;
		for_sale: number;
		expires_on: string | null;
		last_step: string;
		last_step_on: string;
		ended_on: string | null;
	};
	supervision_order: {
		id: string;
		kind: string;
		/** The court that gives it; `year` and `seq` count its orders of a kind, null while it is a draft. */
		court_code: string;
		year: number | null;
		seq: number | null;
		to_court: string;
		/** The department of a 院长督办令. */
		to_unit: string | null;
		case_id: number | null;
		node_id: string | null;
		title: string;
		basis: string;
		body: string;
		due_on: string;
		state: string;
		/** The court it has been assigned to instead. */
		assigned_court: string | null;
		escalated_on: string | null;
		created_by: string;
		created_at: string;
		moved_at: string;
		signed_by: string | null;
		signed_on: string | null;
	};
	order_step: {
		order_id: string;
		position: number;
		move: string;
		from_state: string;
		to_state: string;
		by_person: string;
		by_role: string;
		court_code: string;
		at: string;
		text: string;
		document_no: string | null;
	};
}
