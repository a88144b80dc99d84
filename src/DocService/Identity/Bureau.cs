using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SpotCheck.DocService.Identity;

/// <summary>A bureau that inspects, or a department that takes part in joint inspections. Routes name it: <c>/api/bureaus/{bureau}/…</c>.</summary>
internal sealed class Bureau
{
    /// <summary>Short name in addresses, <c>zezhou-scjg</c>: lower-case letters, digits, hyphen.</summary>
    public required string Id { get; init; }

    public required string Name { get; set; }

    /// <summary>The short form used inside sentences, 县市场监管局.</summary>
    public required string ShortName { get; set; }
}

/// <summary>A section (股室) or a local unit (监管所) of a bureau.</summary>
internal sealed class Department
{
    public required string Id { get; init; }

    public required string BureauId { get; init; }

    public required string Name { get; set; }

    public required DepartmentKind Kind { get; set; }
}

internal enum DepartmentKind
{
    /// <summary>股室</summary>
    Section,

    /// <summary>监管所等管辖单位</summary>
    Unit,
}

/// <summary>A person who may sign in.</summary>
internal sealed class Person
{
    public required string Id { get; init; }

    public required string Name { get; set; }

    public required string BureauId { get; init; }

    public required string DepartmentId { get; set; }

    public required List<Role> Roles { get; set; }

    /// <summary><c>sub</c> of the OIDC issuer's tokens; null until linked.</summary>
    public string? Subject { get; set; }

    public bool Active { get; set; } = true;
}

internal sealed class BureauConfiguration : IEntityTypeConfiguration<Bureau>
{
    public void Configure(EntityTypeBuilder<Bureau> builder) => builder.HasKey(bureau => bureau.Id);
}

internal sealed class DepartmentConfiguration : IEntityTypeConfiguration<Department>
{
    public void Configure(EntityTypeBuilder<Department> builder)
    {
        builder.HasOne<Bureau>().WithMany().HasForeignKey(department => department.BureauId);
        builder.Property(department => department.Kind).HasConversion<string>();
    }
}

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.HasOne<Bureau>().WithMany().HasForeignKey(person => person.BureauId);
        builder.HasOne<Department>().WithMany().HasForeignKey(person => person.DepartmentId);
        builder.PrimitiveCollection(person => person.Roles).ElementType(element => element.HasConversion<string>());
    }
}
