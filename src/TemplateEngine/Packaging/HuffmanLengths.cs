namespace SpotCheck.TemplateEngine.Packaging;

/// <summary>Code lengths of a Huffman code with a limit, and the codes themselves (RFC 1951, 3.2.2).</summary>
internal static class HuffmanLengths
{
    /// <summary>Lengths for these frequencies; every symbol with a frequency above zero gets a code of at most <paramref name="longest"/> bits.</summary>
    public static byte[] Of(ReadOnlySpan<int> frequencies, int longest)
    {
        var weights = frequencies.ToArray();
        while (true)
        {
            var lengths = Build(weights);
            if (lengths.Max() <= longest)
                return lengths;

            // Flatter weights give a flatter tree; with all weights equal it is as flat as it can be.
            for (var i = 0; i < weights.Length; i++)
                weights[i] = weights[i] == 0 ? 0 : weights[i] / 2 + 1;
        }
    }

    /// <summary>The canonical codes, bits reversed, as deflate writes them lowest bit first.</summary>
    public static ushort[] Codes(ReadOnlySpan<byte> lengths)
    {
        Span<int> next = stackalloc int[17];
        foreach (var length in lengths)
            next[length + 1] += length == 0 ? 0 : 1;
        for (var bits = 1; bits < 17; bits++)
            next[bits] = (next[bits] + next[bits - 1]) << 1;

        var codes = new ushort[lengths.Length];
        for (var i = 0; i < lengths.Length; i++)
        {
            if (lengths[i] > 0)
                codes[i] = Reverse(next[lengths[i]]++ , lengths[i]);
        }

        return codes;
    }

    private static ushort Reverse(int code, int length)
    {
        var reversed = 0;
        for (var i = 0; i < length; i++)
            reversed |= ((code >> i) & 1) << (length - 1 - i);
        return (ushort)reversed;
    }

    private static byte[] Build(int[] weights)
    {
        var queue = new PriorityQueue<Node, (long Weight, int Order)>();
        var order = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] > 0)
                queue.Enqueue(new(i, null, null), (weights[i], order++));
        }

        var lengths = new byte[weights.Length];
        if (queue.Count == 1)
            lengths[queue.Dequeue().Symbol] = 1;
        while (queue.Count > 1)
        {
            queue.TryDequeue(out var left, out var leftWeight);
            queue.TryDequeue(out var right, out var rightWeight);
            var joined = new Node(-1, left, right);
            if (queue.Count == 0)
                Measure(joined, 0, lengths);
            queue.Enqueue(joined, (leftWeight.Weight + rightWeight.Weight, order++));
            if (queue.Count == 1)
                break;
        }

        return lengths;
    }

    private static void Measure(Node node, int depth, byte[] lengths)
    {
        if (node.Left is null)
        {
            lengths[node.Symbol] = (byte)Math.Min(depth, byte.MaxValue);
            return;
        }

        Measure(node.Left, depth + 1, lengths);
        Measure(node.Right!, depth + 1, lengths);
    }

    private sealed record Node(int Symbol, Node? Left, Node? Right);
}
