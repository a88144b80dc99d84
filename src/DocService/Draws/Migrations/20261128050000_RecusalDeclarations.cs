using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Draws.Migrations;

/// <summary>Drawn inspectors declare recusals by a link of their own; what they said is kept, decided once and never deleted.</summary>
[DbContext(typeof(SpotCheckDb))]
[Migration("20261128050000_RecusalDeclarations")]
internal sealed class RecusalDeclarationTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        CREATE TABLE recusal_link (
            id uuid PRIMARY KEY,
            ceremony_id uuid NOT NULL REFERENCES ceremony (id),
            inspector_id text NOT NULL,
            token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
            made_by text NOT NULL REFERENCES person (id),
            made_at timestamptz NOT NULL,
            expires_at timestamptz NOT NULL CHECK (expires_at > made_at),
            withdrawn_at timestamptz,
            withdrawn_because text,
            CHECK ((withdrawn_at IS NULL) = (withdrawn_because IS NULL))
        );
        CREATE UNIQUE INDEX recusal_link_current ON recusal_link (ceremony_id, inspector_id) WHERE withdrawn_at IS NULL;
        CREATE TABLE recusal_declaration (
            id uuid PRIMARY KEY,
            number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
            ceremony_id uuid NOT NULL REFERENCES ceremony (id),
            link_id uuid NOT NULL REFERENCES recusal_link (id),
            task_id text NOT NULL,
            object_id text NOT NULL,
            inspector_id text NOT NULL,
            state text NOT NULL CHECK (state IN ('Clear', 'Open', 'TakenOver', 'Rejected')),
            ground text CHECK (ground IN ('OwnInterest', 'RelativeInterest', 'Other')),
            explanation text NOT NULL,
            declared_at timestamptz NOT NULL,
            decided_by text REFERENCES person (id),
            decided_at timestamptz,
            rejected_because text,
            recuse_seq bigint,
            CHECK ((state = 'Clear') = (ground IS NULL)),
            CHECK ((state IN ('TakenOver', 'Rejected')) = (decided_by IS NOT NULL)),
            CHECK ((state = 'Rejected') = (rejected_because IS NOT NULL)),
            CHECK ((state = 'TakenOver') = (recuse_seq IS NOT NULL))
        );
        CREATE INDEX recusal_declaration_ceremony ON recusal_declaration (ceremony_id, number);
        CREATE UNIQUE INDEX recusal_declaration_once ON recusal_declaration (ceremony_id, task_id, object_id, inspector_id) WHERE state IN ('Open', 'TakenOver');
        REVOKE DELETE, TRUNCATE ON recusal_link, recusal_declaration FROM spotcheck_service;
        """);
}
