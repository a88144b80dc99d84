using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SpotCheck.DocService.Registers.Import;

internal enum ImportState
{
    /// <summary>The file is being read.</summary>
    Reading,

    /// <summary>Read; waits for a person to look at the differences and confirm.</summary>
    Previewed,
    Applying,
    Applied,

    /// <summary>The file itself could not be accepted; see the refusal.</summary>
    Refused,
    Cancelled,

    /// <summary>The service stopped while reading; nothing was written.</summary>
    Interrupted,
}

/// <summary>One uploaded file on its way into a register.</summary>
internal sealed class RegisterImport
{
    public required Guid Id { get; init; }

    public required string BureauId { get; init; }

    public required RegisterKind Kind { get; init; }

    public ImportState State { get; set; } = ImportState.Reading;

    public required string FileName { get; init; }

    public required long FileBytes { get; init; }

    /// <summary>SHA-256 of the file, lower-case hex. A confirmation must name it.</summary>
    public required string FileHash { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }

    public required string UploadedBy { get; init; }

    /// <summary>By the database's clock, so that another copy of the service can tell that this one is gone.</summary>
    public DateTimeOffset Heartbeat { get; private init; }

    public double Progress { get; set; }

    public int Rows { get; set; }

    public int Errors { get; set; }

    public int Warnings { get; set; }

    /// <summary>Register columns the file has; others keep their values.</summary>
    public string[] Columns { get; set; } = [];

    /// <summary>Headers nobody asked for.</summary>
    public string[] Ignored { get; set; } = [];

    /// <summary>Chinese sentences about the file as a whole.</summary>
    public string[] Notes { get; set; } = [];

    /// <summary><see cref="Register.Edits"/> when the differences were taken.</summary>
    public long BaseEdits { get; set; }

    public int Added { get; set; }

    public int Changed { get; set; }

    public int Unchanged { get; set; }

    /// <summary>In the register but not in the file.</summary>
    public int Missing { get; set; }

    public string? RefusalCode { get; set; }

    public string? RefusalMessage { get; set; }

    public int? AppliedVersion { get; set; }
}

internal sealed class RegisterImportConfiguration : IEntityTypeConfiguration<RegisterImport>
{
    public void Configure(EntityTypeBuilder<RegisterImport> builder)
    {
        builder.HasKey(i => i.Id);
        builder.Property(i => i.Kind).HasConversion(kind => kind.Code(), code => RegisterKinds.Parse(code)!.Value);
        builder.Property(i => i.State).HasConversion<string>();
        builder.Property(i => i.Heartbeat).ValueGeneratedOnAdd();
    }
}
