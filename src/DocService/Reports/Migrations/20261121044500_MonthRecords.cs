using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Reports.Migrations;

[DbContext(typeof(SpotCheckDb))]
[Migration("20261121044500_MonthRecords")]
internal sealed class MonthRecords : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        CREATE TABLE month_record (
            id uuid PRIMARY KEY,
            bureau_id text NOT NULL REFERENCES bureau (id),
            kind text NOT NULL CHECK (kind IN ('Meeting', 'Document', 'Training')),
            held_on date NOT NULL,
            name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
            number text,
            orders_checks boolean NOT NULL,
            people int CHECK (people BETWEEN 1 AND 100000),
            content text,
            recorded_by text NOT NULL REFERENCES person (id),
            recorded_at timestamptz NOT NULL,
            CHECK ((kind = 'Document') = (number IS NOT NULL)),
            CHECK ((kind = 'Training') = (people IS NOT NULL))
        );
        CREATE INDEX month_record_month ON month_record (bureau_id, held_on);
        CREATE TABLE month_form (
            bureau_id text NOT NULL REFERENCES bureau (id),
            year int NOT NULL CHECK (year BETWEEN 2015 AND 2200),
            month int NOT NULL CHECK (month BETWEEN 1 AND 12),
            website text NOT NULL,
            contact text NOT NULL,
            telephone text NOT NULL,
            mobile text,
            major_items int CHECK (major_items >= 0),
            minor_items int CHECK (minor_items >= 0),
            PRIMARY KEY (bureau_id, year, month)
        );
        """);
}
