// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title PayoutTree
/// @notice Builds payout trees as the coordinator does: leaves in index order, pairs hashed the smaller first, a node
/// without a partner moves up as it is. Written apart from the contracts, so that a test compares two computations.
library PayoutTree {
    struct Leaf {
        uint256 id;
        address account;
        uint256 earned;
        uint256 slashed;
    }

    function hash(uint256 index, Leaf memory leaf) internal pure returns (bytes32) {
        bytes32 inner = keccak256(abi.encode(index, leaf.id, leaf.account, leaf.earned, leaf.slashed));
        return keccak256(abi.encodePacked(inner));
    }

    function root(Leaf[] memory leaves) internal pure returns (bytes32) {
        bytes32[] memory level = hashes(leaves);
        while (level.length > 1) level = parents(level);
        return level[0];
    }

    function proof(Leaf[] memory leaves, uint256 index) internal pure returns (bytes32[] memory) {
        bytes32[] memory level = hashes(leaves);
        bytes32[] memory path = new bytes32[](256);
        uint256 length = 0;
        while (level.length > 1) {
            uint256 sibling = index ^ 1;
            if (sibling < level.length) path[length++] = level[sibling];
            level = parents(level);
            index /= 2;
        }
        assembly {
            mstore(path, length)
        }
        return path;
    }

    function totalEarned(Leaf[] memory leaves) internal pure returns (uint256 sum) {
        for (uint256 i = 0; i < leaves.length; ++i) {
            sum += leaves[i].earned;
        }
    }

    function hashes(Leaf[] memory leaves) private pure returns (bytes32[] memory level) {
        level = new bytes32[](leaves.length);
        for (uint256 i = 0; i < leaves.length; ++i) {
            level[i] = hash(i, leaves[i]);
        }
    }

    function parents(bytes32[] memory level) private pure returns (bytes32[] memory above) {
        above = new bytes32[]((level.length + 1) / 2);
        for (uint256 i = 0; i < above.length; ++i) {
            bytes32 left = level[2 * i];
            if (2 * i + 1 == level.length) {
                above[i] = left;
                continue;
            }
            bytes32 right = level[2 * i + 1];
            above[i] = left <= right
                ? keccak256(abi.encodePacked(left, right))
                : keccak256(abi.encodePacked(right, left));
        }
    }
}
