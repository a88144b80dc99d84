using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace SpotCheck.DocService.Http;

/// <summary>Traces and metrics go out only when the standard <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names somewhere.</summary>
internal static class Telemetry
{
    public static void Add(WebApplicationBuilder builder)
    {
        var endpoint = builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"];
        if (string.IsNullOrWhiteSpace(endpoint))
            return;
        var url = ServiceSettings.HttpUrl(builder.Configuration, "OTEL_EXPORTER_OTLP_ENDPOINT", null);
        var grpc = !string.Equals(builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"], "http/protobuf", StringComparison.OrdinalIgnoreCase);
        var resource = ResourceBuilder.CreateDefault().AddService("spotcheck-office");
        builder.Services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource)
            .AddSource("Microsoft.AspNetCore", "Npgsql")
            .AddOtlpExporter(exporter => Aim(exporter, url, grpc, "v1/traces")).Build());
        builder.Services.AddSingleton(_ => Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
            .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql")
            .AddOtlpExporter(exporter => Aim(exporter, url, grpc, "v1/metrics")).Build());
        builder.Services.AddHostedService<TelemetryStart>();
    }

    private static void Aim(OtlpExporterOptions exporter, Uri url, bool grpc, string path)
    {
        exporter.Protocol = grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = grpc ? url : new Uri(url.ToString().TrimEnd('/') + "/" + path);
    }

    // Resolving the providers starts them; the container disposes them, which sends what is left.
    private sealed class TelemetryStart(TracerProvider traces, MeterProvider metrics) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            ArgumentNullException.ThrowIfNull(traces);
            ArgumentNullException.ThrowIfNull(metrics);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
