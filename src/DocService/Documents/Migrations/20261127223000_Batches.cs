using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Migrations;

/// <summary>Many documents from rows: what is to be made, and how far it is.</summary>
[DbContext(typeof(SpotCheckDb))]
[Migration("20261127223000_Batches")]
internal sealed class Batches : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        CREATE TABLE document_batch (
            id uuid PRIMARY KEY,
            bureau_id text NOT NULL REFERENCES bureau (id),
            kind text NOT NULL,
            title text NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
            state text NOT NULL CHECK (state IN ('Drafting', 'Drafted', 'Issuing', 'Issued', 'Cancelled')),
            total int NOT NULL CHECK (total BETWEEN 1 AND 5000),
            cursor int NOT NULL DEFAULT 0,
            created_by text NOT NULL REFERENCES person (id),
            created_at timestamptz NOT NULL,
            prefix text,
            issued_by text REFERENCES person (id),
            cancelled_by text REFERENCES person (id),
            finished_at timestamptz,
            CHECK (issued_by <> created_by)
        );
        CREATE INDEX document_batch_bureau ON document_batch (bureau_id, created_at);
        CREATE INDEX document_batch_work ON document_batch (created_at) WHERE state IN ('Drafting', 'Issuing');
        CREATE TABLE batch_item (
            batch_id uuid NOT NULL REFERENCES document_batch (id),
            ordinal int NOT NULL CHECK (ordinal >= 1),
            name text NOT NULL,
            subject text NOT NULL,
            fields text NOT NULL,
            state text NOT NULL CHECK (state IN ('Waiting', 'Drafted', 'Faulty', 'Issued')),
            document_id uuid UNIQUE REFERENCES official_document (id),
            problem text,
            PRIMARY KEY (batch_id, ordinal),
            CHECK (state NOT IN ('Drafted', 'Issued') OR document_id IS NOT NULL)
        );
        REVOKE DELETE, TRUNCATE ON document_batch, batch_item FROM spotcheck_service;
        """);
}
