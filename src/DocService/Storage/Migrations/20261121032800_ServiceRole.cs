using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SpotCheck.DocService.Storage.Migrations;

/// <summary>The role the service works as, and what it may do with every table made after this.</summary>
[DbContext(typeof(SpotCheckDb))]
[Migration("20261121032800_ServiceRole")]
internal sealed class ServiceRole : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        DO $$ BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'spotcheck_service') THEN
                CREATE ROLE spotcheck_service NOLOGIN;
            END IF;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
        END $$;
        DO $$ BEGIN
            IF NOT pg_has_role(current_user, 'spotcheck_service', 'SET') THEN
                EXECUTE format('GRANT spotcheck_service TO %I', current_user);
            END IF;
        END $$;
        GRANT USAGE ON SCHEMA public TO spotcheck_service;
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO spotcheck_service;
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO spotcheck_service;
        """);
}
