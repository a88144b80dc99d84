using SpotCheck.DocService.Identity;

namespace SpotCheck.DocService.Http;

/// <summary>Pages run our own scripts and Office.js and speak with the issuer, nothing else, and only Office may frame them.</summary>
internal static class ContentSecurity
{
    public static string Policy(ServiceSettings settings, AuthSettings auth)
    {
        var office = settings.OfficeJsOrigin.GetLeftPart(UriPartial.Authority);
        // The pane asks the issuer itself: for its addresses, and for the token.
        var issuer = auth.Authority is { } authority ? " " + authority.GetLeftPart(UriPartial.Authority) : "";
        return $"default-src 'self'; script-src 'self' {office}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self' {office}{issuer}; "
            + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self' https://*.officeapps.live.com https://*.office.com https://*.sharepoint.com";
    }
}
