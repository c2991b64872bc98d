CREATE TABLE "playback_events" (
	"user_id" uuid NOT NULL,
	"event_id" text NOT NULL,
	"title_id" integer NOT NULL,
	"type" text NOT NULL,
	"reached" real NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "playback_events_user_id_event_id_pk" PRIMARY KEY("user_id","event_id")
);
--> statement-breakpoint
CREATE TABLE "features" (
	"entity" text NOT NULL,
	"id" text NOT NULL,
	"value" jsonb NOT NULL,
	"computed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "features_entity_id_pk" PRIMARY KEY("entity","id")
);
--> statement-breakpoint
ALTER TABLE "library_entries" ADD COLUMN "uncounted_watches" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "library_entries" ADD COLUMN "muted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "watches" ADD COLUMN "counts" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "slate_items" ADD COLUMN "features" jsonb;--> statement-breakpoint
ALTER TABLE "slates" ADD COLUMN "left_out" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "taste_choices" ADD COLUMN "wanted" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "taste_choices" ADD COLUMN "origin" text DEFAULT 'chosen' NOT NULL;--> statement-breakpoint
ALTER TABLE "taste_choices" ADD COLUMN "created_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "variety" text DEFAULT 'balanced' NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "description" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "titles" ADD COLUMN "flagged" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "playback_events" ADD CONSTRAINT "playback_events_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "playback_events" ADD CONSTRAINT "playback_events_title_id_titles_id_fk" FOREIGN KEY ("title_id") REFERENCES "public"."titles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "playback_events_title" ON "playback_events" USING btree ("title_id","at");--> statement-breakpoint
CREATE INDEX "playback_events_user" ON "playback_events" USING btree ("user_id","at");